/// Any series with its expected band, what stood out, and where it goes.
@NullMarked
package io.watchfloor.app.ui.metrics;

import org.jspecify.annotations.NullMarked;
