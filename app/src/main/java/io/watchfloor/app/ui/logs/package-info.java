/// What logs, events and tickets say, by template: which are new, came more or less often, fell
/// silent, carry strange numbers or broke their order; and down to the lines of a minute.
@NullMarked
package io.watchfloor.app.ui.logs;

import org.jspecify.annotations.NullMarked;
