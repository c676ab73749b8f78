/// The one thread that decides, and the threads around it.
@NullMarked
package io.watchfloor.app.engine;

import org.jspecify.annotations.NullMarked;
