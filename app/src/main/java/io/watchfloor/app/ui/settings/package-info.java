/// The configuration as a screen: one value at a time, the file's comments stay.
@NullMarked
package io.watchfloor.app.ui.settings;

import org.jspecify.annotations.NullMarked;
