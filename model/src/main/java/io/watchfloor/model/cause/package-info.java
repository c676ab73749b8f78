/// Ranked suspects with evidence for and against.
@NullMarked
package io.watchfloor.model.cause;

import org.jspecify.annotations.NullMarked;
