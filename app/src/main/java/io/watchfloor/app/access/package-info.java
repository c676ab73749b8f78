/// Who sits here, and who else may sign in.
@NullMarked
package io.watchfloor.app.access;

import org.jspecify.annotations.NullMarked;
