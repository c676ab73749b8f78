/// The configuration: one commented file, immutable records, problems that name file, line and next
/// step.
@NullMarked
package io.watchfloor.app.settings;

import org.jspecify.annotations.NullMarked;
