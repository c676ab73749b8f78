/// The window: side bar, top bar, status strip, palette, keys. Knows screens only by [Screen] and
/// [Place]; `Console` brings them together.
@NullMarked
package io.watchfloor.app.ui.shell;

import org.jspecify.annotations.NullMarked;
