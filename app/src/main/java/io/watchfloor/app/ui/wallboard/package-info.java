/// The room's big screen: what is wrong, since when, who has it; readable from five metres.
@NullMarked
package io.watchfloor.app.ui.wallboard;

import org.jspecify.annotations.NullMarked;
