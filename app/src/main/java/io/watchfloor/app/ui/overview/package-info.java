/// What needs attention, how the services do, what breaks next; and the first run.
@NullMarked
package io.watchfloor.app.ui.overview;

import org.jspecify.annotations.NullMarked;
