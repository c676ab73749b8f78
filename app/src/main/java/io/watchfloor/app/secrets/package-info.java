/// Secrets, kept apart from everything else.
@NullMarked
package io.watchfloor.app.secrets;

import org.jspecify.annotations.NullMarked;
