/// Telling people elsewhere: what is worth telling, and a queue that keeps it until it is told.
@NullMarked
package io.watchfloor.app.outgoing;

import org.jspecify.annotations.NullMarked;
