package io.watchfloor.connectors.mail;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.ArrayList;

/// A mailbox. Each pull takes the mails that came since the last one; where there are none it waits
/// for one (IDLE), so that a mail is told when it arrives. The cursor is the mailbox's UIDVALIDITY
/// and the last UID.
final class MailSource implements Source {
  private static final int MOST = 200;
  private static final Duration FIRST = Duration.ofHours(24);
  private static final Duration LONGEST_IDLE = Duration.ofMinutes(25);

  private final SourceId id;
  private final Mailbox mailbox;
  private final MailMapper mapper;
  private final Duration idle;

  /// `idle` is how long a pull may wait for a mail; zero not at all.
  MailSource(SourceId id, Mailbox mailbox, MailMapper mapper, Duration idle) {
    this.id = id;
    this.mailbox = mailbox;
    this.mapper = mapper;
    this.idle = idle.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : idle;
  }

  @Override
  public SourceId id() {
    return id;
  }

  private static final class Place {
    long validity;
    long uid;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    var place = place(from);
    var fetched = mailbox.after(place.validity, place.uid, now.minus(FIRST), MOST, now);
    if (fetched.mails().isEmpty() && place.validity != 0 && !idle.isZero() && mailbox.idle(idle))
      fetched = mailbox.after(place.validity, place.uid, now.minus(FIRST), MOST, now);
    var notices = new ArrayList<>(fetched.notices());
    if (fetched.more())
      notices.add(
          "There are more than " + MOST + " new mails; the others come with the next pulls.");
    var signals = mapper.signals(fetched.mails(), now, notices);
    long last = fetched.validity() == place.validity ? place.uid : 0;
    for (var mail : fetched.mails()) last = Math.max(last, mail.uid());
    var state = "{\"validity\":" + fetched.validity() + ",\"uid\":" + last + "}";
    return new Pull(signals, new Cursor(now, state), notices, 1);
  }

  private static Place place(Cursor from) {
    return Json.remembered(
        from.state(),
        Place::new,
        (memory, name, parser) -> {
          if (name.equals("validity")) memory.validity = (long) Json.number(parser);
          if (name.equals("uid")) memory.uid = Math.max(0, (long) Json.number(parser));
        });
  }

  @Override
  public void close() {
    mailbox.close();
  }
}
