/// The graph of who needs whom, with live health.
@NullMarked
package io.watchfloor.app.ui.topology;

import org.jspecify.annotations.NullMarked;
