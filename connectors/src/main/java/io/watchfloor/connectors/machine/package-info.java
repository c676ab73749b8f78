/// The machine this runs on, through OSHI.
@NullMarked
package io.watchfloor.connectors.machine;

import org.jspecify.annotations.NullMarked;
