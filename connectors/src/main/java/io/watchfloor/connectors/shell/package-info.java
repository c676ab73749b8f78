/// Runs local programs: an argv list, never a shell line.
@NullMarked
package io.watchfloor.connectors.shell;

import org.jspecify.annotations.NullMarked;
