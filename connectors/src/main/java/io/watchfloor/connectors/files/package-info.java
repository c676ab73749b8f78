/// What is read from files: followed logs, followed changes, the estate's topology.
@NullMarked
package io.watchfloor.connectors.files;

import org.jspecify.annotations.NullMarked;
