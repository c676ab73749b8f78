/// Entities and who needs whom.
@NullMarked
package io.watchfloor.model.topology;

import org.jspecify.annotations.NullMarked;
