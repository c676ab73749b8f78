/// Online detectors of anomalies in metrics and logs.
@NullMarked
package io.watchfloor.model.detect;

import org.jspecify.annotations.NullMarked;
