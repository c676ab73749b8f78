/// Prometheus and what speaks its API: VictoriaMetrics, Thanos, Mimir, Cortex.
@NullMarked
package io.watchfloor.connectors.prometheus;

import org.jspecify.annotations.NullMarked;
