/// The commands: each a thin face on the same engine.
@NullMarked
package io.watchfloor.app.cli;

import org.jspecify.annotations.NullMarked;
