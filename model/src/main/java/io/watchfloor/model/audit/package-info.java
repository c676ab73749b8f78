/// Who did what and why, chained so that it cannot be changed quietly.
@NullMarked
package io.watchfloor.model.audit;

import org.jspecify.annotations.NullMarked;
