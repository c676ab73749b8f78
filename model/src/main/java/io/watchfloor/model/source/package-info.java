/// The connector SPI: how a source is asked, what it may answer, and how healthy it is.
@NullMarked
package io.watchfloor.model.source;

import org.jspecify.annotations.NullMarked;
