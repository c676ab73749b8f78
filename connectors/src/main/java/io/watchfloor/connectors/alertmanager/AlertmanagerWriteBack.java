package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Silences. To acknowledge is to silence on stable labels for a while, to be renewed while the
/// alert fires and ended when it clears. A changed silence may come back under a new id, so the
/// receipt's ids count, not the ones sent. Thread-safe.
final class AlertmanagerWriteBack implements WriteBack {
  static final List<Act.Kind> OFFERS =
      List.of(Act.Kind.ACKNOWLEDGE, Act.Kind.SILENCE, Act.Kind.RENEW, Act.Kind.END_SILENCE);

  /// The server may round; this much less than asked is still as asked.
  private static final Duration ROUNDED = Duration.ofSeconds(2);

  private final SourceId id;
  private final AlertmanagerSettings settings;
  private final Peers peers;
  private final Opening opening;

  AlertmanagerWriteBack(SourceId id, AlertmanagerSettings settings, Peers peers, Opening opening) {
    this.id = id;
    this.settings = settings;
    this.peers = peers;
    this.opening = opening;
  }

  @Override
  public SourceId source() {
    return id;
  }

  @Override
  public List<Act.Kind> offers() {
    return OFFERS;
  }

  @Override
  public Preview preview(Act act) throws SourceException, InterruptedException {
    var base = peers.all().getFirst().settings().base();
    if (act.kind() == Act.Kind.END_SILENCE)
      return new Preview(
          List.of("DELETE " + base + silencePath(act.target())), caught(matchersOf(act)));
    var lines = new ArrayList<String>();
    var matchers = new ArrayList<List<Matcher>>();
    for (var request : requests(act)) {
      lines.add("POST " + base + SilenceRequest.PATH + "\n" + request.body());
      matchers.add(request.matchers());
    }
    return new Preview(lines, caught(matchers));
  }

  private List<List<Matcher>> matchersOf(Act act) throws SourceException, InterruptedException {
    return silence(act.target()).map(it -> List.of(it.matchers())).orElse(List.of());
  }

  private List<Alert> caught(List<List<Matcher>> sets)
      throws SourceException, InterruptedException {
    var all = new ArrayList<Matching>();
    for (var set : sets) all.add(new Matching(set));
    return AlertmanagerSource.now(peers, id, opening).stream()
        .filter(alert -> all.stream().anyMatch(matching -> matching.test(alert.labels())))
        .toList();
  }

  /// What will be posted. A silence is renewed as it is if it still stands, else made again.
  private List<SilenceRequest> requests(Act act) throws SourceException, InterruptedException {
    if (act.length().isNegative() || act.length().isZero())
      throw new SourceException("A silence needs a length.", false, null);
    if (act.kind() == Act.Kind.RENEW) {
      var held = silence(act.target()).filter(it -> !it.state().equals("expired"));
      if (held.isPresent())
        return List.of(
            SilenceRequest.of(
                act, held.get().id(), held.get().matchers(), held.get().startsAt(), peers.skew()));
    }
    var requests = SilenceRequest.of(act, settings.stable(), peers.skew());
    for (var request : requests) new Matching(request.matchers());
    return requests;
  }

  @Override
  public Receipt send(Act act) throws SourceException, InterruptedException {
    if (act.kind() == Act.Kind.END_SILENCE) return end(act);
    var ids = new ArrayList<String>();
    var answers = new ArrayList<String>();
    for (var request : requests(act)) {
      var answer = peers.any(Ask.json("POST", SilenceRequest.PATH, request.body()));
      answers.add(answer.text().strip());
      ids.add(answer.json(AlertmanagerWriteBack::silenceId));
    }
    return new Receipt(act, List.copyOf(ids), String.join("\n", answers));
  }

  private static String silenceId(tools.jackson.core.JsonParser parser) throws SourceException {
    var found = new String[] {""};
    Json.object(
        parser,
        name -> {
          if (name.equalsIgnoreCase("silenceID")) found[0] = Json.text(parser);
        });
    if (found[0].isEmpty()) throw Json.unexpected(parser, "\"silenceID\"");
    return found[0];
  }

  /// Some versions answer 500 for a silence that is gone or over already: then it is as asked.
  private Receipt end(Act act) throws SourceException, InterruptedException {
    try {
      peers.any(Ask.delete(silencePath(act.target())), 404);
      return new Receipt(act, List.of(act.target()), "ended");
    } catch (SourceException e) {
      if (silence(act.target()).filter(it -> !it.state().equals("expired")).isPresent()) throw e;
      return new Receipt(act, List.of(act.target()), "it was over already");
    }
  }

  @Override
  public ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException {
    boolean ended = receipt.act().kind() == Act.Kind.END_SILENCE;
    for (var silenceId : receipt.ids()) {
      var held = silence(silenceId);
      if (ended) {
        if (held.filter(it -> !it.state().equals("expired")).isPresent())
          return new ReadBack(false, "The silence " + silenceId + " still stands.");
        continue;
      }
      if (held.isEmpty())
        return new ReadBack(false, "Alertmanager does not know the silence " + silenceId + ".");
      var diverged = diverged(receipt.act(), held.get());
      if (diverged.isPresent()) return new ReadBack(false, diverged.get());
    }
    return ended ? new ReadBack(true, "The silence is over.") : alertsAreSilenced(receipt);
  }

  private Optional<String> diverged(Act act, Silence held) {
    if (held.state().equals("expired"))
      return Optional.of("The silence " + held.id() + " is over already.");
    var asked = act.from().plus(peers.skew()).plus(act.length());
    if (held.endsAt().isBefore(asked.minus(ROUNDED)))
      return Optional.of(
          "The silence " + held.id() + " ends at " + held.endsAt() + ", not at " + asked + ".");
    return Optional.empty();
  }

  private ReadBack alertsAreSilenced(Receipt receipt) throws SourceException, InterruptedException {
    var asked = receipt.act().alerts().stream().map(Alert::fingerprint).toList();
    if (asked.isEmpty()) return new ReadBack(true, "The silence stands.");
    var listed =
        AlertmanagerSource.listed(
            peers.all(Ask.get("/api/v2/alerts", List.of()), new ArrayList<>()));
    for (var fingerprint : asked) {
      var alert = listed.get(fingerprint);
      if (alert == null || !alert.silencedBy().isEmpty()) continue;
      return new ReadBack(
          false,
          "The silence stands, but " + alert.labels().value("alertname") + " is not silenced yet.");
    }
    return new ReadBack(true, "The silence stands and the alerts are silenced.");
  }

  @Override
  public List<Silence> silences() throws SourceException, InterruptedException {
    var all = new ArrayList<Silence>();
    peers
        .any(Ask.get(SilenceRequest.PATH, List.of()))
        .json(
            parser -> {
              Json.array(parser, () -> all.add(ListedSilence.read(parser, id)));
              return true;
            });
    all.removeIf(silence -> silence.state().equals("expired"));
    var alerts = AlertmanagerSource.now(peers, id, opening);
    var counted = new ArrayList<Silence>();
    for (var silence : all) counted.add(counted(silence, alerts));
    counted.sort(Comparator.comparing(Silence::startsAt).reversed().thenComparing(Silence::id));
    return List.copyOf(counted);
  }

  private static Silence counted(Silence silence, List<Alert> alerts) {
    int catches = 0;
    try {
      var matching = new Matching(silence.matchers());
      catches = (int) alerts.stream().filter(alert -> matching.test(alert.labels())).count();
    } catch (SourceException _) {
      catches = 0; // an expression that only the server can read
    }
    return new Silence(
        silence.source(),
        silence.id(),
        silence.matchers(),
        silence.startsAt(),
        silence.endsAt(),
        silence.author(),
        silence.comment(),
        silence.state(),
        catches);
  }

  private Optional<Silence> silence(String silenceId) throws SourceException, InterruptedException {
    var answer = peers.any(Ask.get(silencePath(silenceId), List.of()), 404);
    if (answer.status() == 404) return Optional.empty();
    return Optional.of(answer.json(parser -> ListedSilence.read(parser, id)));
  }

  private static String silencePath(String silenceId) throws SourceException {
    if (!silenceId.matches("[0-9a-zA-Z-]{1,64}"))
      throw new SourceException("This is not the id of a silence.", false, null);
    return "/api/v2/silence/" + silenceId;
  }
}
