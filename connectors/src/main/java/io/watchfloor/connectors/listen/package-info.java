/// What the sources that are told instead of asked share: where they listen and to whom, a bounded
/// way in, and an honest count of what did not get through.
@NullMarked
package io.watchfloor.connectors.listen;

import org.jspecify.annotations.NullMarked;
