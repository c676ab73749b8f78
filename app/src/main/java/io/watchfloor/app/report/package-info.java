/// The health report that a manager can be sent: one page, every number with its formula,
/// population and window. No window needed.
@NullMarked
package io.watchfloor.app.report;

import org.jspecify.annotations.NullMarked;
