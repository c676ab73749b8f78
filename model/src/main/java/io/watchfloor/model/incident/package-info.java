/// Alerts and findings folded into incidents, and their timeline.
@NullMarked
package io.watchfloor.model.incident;

import org.jspecify.annotations.NullMarked;
