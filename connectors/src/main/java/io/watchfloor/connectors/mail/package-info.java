/// E-mail, read from a mailbox by IMAP. Nothing of a mail is ever shown as HTML or fetched from
/// elsewhere.
@NullMarked
package io.watchfloor.connectors.mail;

import org.jspecify.annotations.NullMarked;
