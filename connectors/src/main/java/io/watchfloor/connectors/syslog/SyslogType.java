package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.Capabilities;
import io.watchfloor.connectors.Capabilities.Brings;
import io.watchfloor.connectors.Capabilities.Proof;
import io.watchfloor.connectors.LogParser;
import io.watchfloor.connectors.LogTimes;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SettingsForm;
import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.connectors.http.ServerTls;
import io.watchfloor.connectors.listen.ListenForm;
import io.watchfloor.connectors.listen.ListenTest;
import io.watchfloor.connectors.listen.Senders;
import io.watchfloor.connectors.syslog.SyslogSource.Ways;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Syslog, sent to us.
public final class SyslogType implements SourceType {
  private static final int PORT = 5514;
  private static final List<String> TRANSPORTS = List.of("udp and tcp", "udp", "tcp", "tls");
  private static final List<String> ABOUT = List.of("program", "host");
  private static final List<String> EVENTS = List.of("critical", "error", "warning", "never");

  @Override
  public String name() {
    return "syslog";
  }

  @Override
  public String title() {
    return "Syslog";
  }

  @Override
  public String summary() {
    return "Listens for syslog of devices and programs: RFC 5424 and 3164, over UDP, TCP or TLS.";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(
        List.of(Brings.LOGS, Brings.EVENTS), List.of(), Proof.live("rsyslog 8.2302, util-linux"));
  }

  @Override
  public SettingsForm form() {
    var fields = new ArrayList<>(ListenForm.fields(PORT));
    fields.add(
        Field.choice(
            "transport",
            "Transport",
            "Over TCP and TLS both framings are taken: a count before the message, or an end of"
                + " line.",
            TRANSPORTS.getFirst(),
            TRANSPORTS));
    fields.addAll(ServerTls.fields("transport=tls"));
    fields.add(
        Field.choice(
            "entity",
            "A message is about",
            "The program that wrote it, where it names one, or always its host. What names a"
                + " service is about that service.",
            ABOUT.getFirst(),
            ABOUT));
    fields.add(
        Field.choice(
            "events",
            "Events from",
            "So bad messages are events on the timeline too, besides log lines.",
            EVENTS.getFirst(),
            EVENTS));
    fields.add(LogTimes.SETTING);
    return new SettingsForm(fields);
  }

  @Override
  public SyslogSource open(SourceSettings settings, Opening opening) throws SourceException {
    var times = LogTimes.of(settings);
    var transport = settings.text("transport", TRANSPORTS.getFirst());
    var ways =
        switch (transport) {
          case "udp and tcp" -> new Ways(true, true, Optional.empty());
          case "udp" -> new Ways(true, false, Optional.empty());
          case "tcp" -> new Ways(false, true, Optional.empty());
          case "tls" ->
              new Ways(false, true, Optional.of(ServerTls.of(settings, opening.secrets())));
          default -> throw unknown("transport", transport, TRANSPORTS);
        };
    var about = settings.text("entity", ABOUT.getFirst());
    if (!ABOUT.contains(about)) throw unknown("entity", about, ABOUT);
    var events = settings.text("events", EVENTS.getFirst());
    if (!EVENTS.contains(events)) throw unknown("events", events, EVENTS);
    return new SyslogSource(
        ListenForm.address(settings, PORT),
        ways,
        Senders.of(settings),
        new SyslogReader(times),
        new SyslogMapper(
            settings.id(),
            new LogParser(LogParser.Fields.USUAL, times, LogParser.Format.AUTO),
            opening.entities(),
            about.equals("host"),
            events.equals("never") ? Optional.empty() : Optional.of(Severity.ofWord(events))),
        opening.clock());
  }

  private static SourceException unknown(String key, String value, List<String> choices) {
    return new SourceException(
        key + ": \"" + value + "\" is not one of " + String.join(", ", choices) + ".", false, null);
  }

  @Override
  public void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException {
    ListenTest.run(() -> open(settings, opening), progress);
  }
}
