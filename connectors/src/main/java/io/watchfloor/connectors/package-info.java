/// The outside world: one package per system that is asked or acted upon.
///
/// A connector uses `model` and `connectors.http`, never another connector, so that each can be
/// deleted with its folder.
@NullMarked
package io.watchfloor.connectors;

import org.jspecify.annotations.NullMarked;
