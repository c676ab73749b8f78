/// Where the console begins and is put together.
@NullMarked
package io.watchfloor.app;

import org.jspecify.annotations.NullMarked;
