/// Plays recorded incidents: for the first minutes of a newcomer, for training, for tests. Nothing
/// in here ever leaves the process.
@NullMarked
package io.watchfloor.connectors.replay;

import org.jspecify.annotations.NullMarked;
