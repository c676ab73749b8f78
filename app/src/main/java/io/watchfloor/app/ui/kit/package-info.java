/// What every screen is made of: theme, words, figures, times, badges, small drawings. Knows
/// signals, nothing of the engine.
@NullMarked
package io.watchfloor.app.ui.kit;

import org.jspecify.annotations.NullMarked;
