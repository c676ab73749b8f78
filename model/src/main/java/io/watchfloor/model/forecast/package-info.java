/// What a series will do next, and when it reaches a limit.
@NullMarked
package io.watchfloor.model.forecast;

import org.jspecify.annotations.NullMarked;
