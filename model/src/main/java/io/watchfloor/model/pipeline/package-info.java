/// The order of things: one turn of the crank, its facts, and the ports to what remembers.
@NullMarked
package io.watchfloor.model.pipeline;

import org.jspecify.annotations.NullMarked;
