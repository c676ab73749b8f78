/// What would have alerted, at another sensitivity, on the history that is stored.
@NullMarked
package io.watchfloor.app.ui.hindsight;

import org.jspecify.annotations.NullMarked;
