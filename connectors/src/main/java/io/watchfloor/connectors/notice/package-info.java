/// Telling people elsewhere: a chat, a mailbox, any program that takes JSON. What is told is a
/// [Notice]; a [DestinationType] is a way to tell it. When, how often and how long it is tried
/// again is not decided here.
@NullMarked
package io.watchfloor.connectors.notice;

import org.jspecify.annotations.NullMarked;
