/// Every source with its health; connecting, changing and removing them; the silences they hold.
@NullMarked
package io.watchfloor.app.ui.sources;

import org.jspecify.annotations.NullMarked;
