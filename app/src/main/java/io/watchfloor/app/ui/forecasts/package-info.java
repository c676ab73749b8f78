/// What reaches its limit and when, how sure that is, and what the next day and week will ask for.
@NullMarked
package io.watchfloor.app.ui.forecasts;

import org.jspecify.annotations.NullMarked;
