package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Similar incidents by TF-IDF beside what was there before (the Jaccard index of entities and
/// words), on the incidents of the streams of alerts: one is asked about, all others from other
/// recordings are the past, and it is right when the first (or one of three) had the same culprit,
/// and stricter, the same culprit and kind of fault. Members are taken as they are known, so that
/// the correlator does not play a part. `mvn -Pbench verify -Dbench.data=DIR -Dtest=SimilarBench`.
final class SimilarBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path STREAMS =
      Path.of(System.getProperty("bench.data", "")).resolve("correlation/dev");

  private record Known(String recording, String culprit, String fault, Incident incident) {}

  private interface Ranking {
    List<Known> rank(Known asked, List<Known> past);
  }

  @Test
  void likenessFindsTheSameCulprit() throws IOException {
    assumeTrue(Files.isDirectory(STREAMS), "no streams under -Dbench.data");
    var all = incidents();
    System.out.println("| likeness | asked | culprit first | in three | culprit and fault first |");
    System.out.println("|---|---|---|---|---|");
    double jaccard = print("Jaccard", all, SimilarBench::byJaccard);
    double rarity = print("TF-IDF", all, SimilarBench::byRarity);
    assertTrue(rarity >= jaccard, "what is shipped is no worse than what was there");
  }

  private static double print(String name, List<Known> all, Ranking ranking) {
    int asked = 0;
    int first = 0;
    int three = 0;
    int fault = 0;
    for (var one : all) {
      var past = all.stream().filter(it -> !it.recording().equals(one.recording())).toList();
      if (past.stream().noneMatch(it -> it.culprit().equals(one.culprit()))) continue;
      asked++;
      var ranked = ranking.rank(one, past);
      var top = ranked.subList(0, Math.min(3, ranked.size()));
      if (top.isEmpty()) continue;
      if (top.getFirst().culprit().equals(one.culprit())) {
        first++;
        if (top.getFirst().fault().equals(one.fault())) fault++;
      }
      if (top.stream().anyMatch(it -> it.culprit().equals(one.culprit()))) three++;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f |%n",
        name,
        asked,
        (double) first / asked,
        (double) three / asked,
        (double) fault / asked);
    return (double) first / asked;
  }

  private static List<Known> byRarity(Known asked, List<Known> past) {
    var memory = new PastIncidents();
    var byId = new HashMap<IncidentId, Known>();
    for (var one : past) {
      memory.remember(one.incident());
      byId.put(one.incident().id(), one);
    }
    var ranked = new ArrayList<Known>();
    for (var match : memory.like(asked.incident(), 3)) {
      var known = byId.get(match.id());
      if (known != null) ranked.add(known);
    }
    return ranked;
  }

  private static List<Known> byJaccard(Known asked, List<Known> past) {
    var mine = features(asked.incident());
    return past.stream()
        .sorted(
            Comparator.comparingDouble((Known it) -> -jaccard(mine, features(it.incident())))
                .thenComparing(it -> it.incident().id()))
        .limit(3)
        .toList();
  }

  private static Set<String> features(Incident incident) {
    var features = new TreeSet<String>();
    for (var member : incident.members()) {
      features.add("entity " + member.entity());
      for (var word : member.text().toLowerCase(Locale.ROOT).split("[^a-z]+", 60))
        if (word.length() > 3) features.add(word);
    }
    return features;
  }

  private static double jaccard(Set<String> a, Set<String> b) {
    long shared = a.stream().filter(b::contains).count();
    return (double) shared / Math.max(1, a.size() + b.size() - shared);
  }

  private static List<Known> incidents() throws IOException {
    var all = new ArrayList<Known>();
    try (var streams = Files.list(STREAMS)) {
      for (var stream : streams.sorted().toList()) all.addAll(incidents(stream, all.size()));
    }
    return all;
  }

  private static List<Known> incidents(Path stream, int from) throws IOException {
    var incidentOf = new HashMap<String, String>();
    for (var line : Files.readAllLines(stream.resolve("truth.jsonl"))) {
      var truth = JSON.readTree(line);
      incidentOf.put(truth.get("id").asString(), truth.get("incident").asString());
    }
    var alerts = new TreeMap<String, Map<String, Member>>();
    for (var line : Files.readAllLines(stream.resolve("alerts.jsonl"))) {
      var alert = JSON.readTree(line);
      var member = member(alert);
      alerts
          .computeIfAbsent(
              incidentOf.getOrDefault(alert.get("id").asString(), ""), it -> new TreeMap<>())
          .putIfAbsent(member.entity() + " " + alert.get("metric").asString(), member);
    }
    var known = new ArrayList<Known>();
    for (var incident : JSON.readTree(Files.readString(stream.resolve("incidents.json")))) {
      var members = alerts.get(incident.get("incident").asString());
      if (members == null) continue;
      known.add(
          new Known(
              incident.get("case").asString(),
              incident.get("culprit").asString(),
              incident.get("fault_kind").asString(),
              over("INC-" + (1_000 + from + known.size()), List.copyOf(members.values()))));
    }
    return known;
  }

  private static Member member(JsonNode alert) {
    return new Member(
        new Ref.ToAlert(alert.get("id").asString()),
        new EntityId(alert.get("entity").asString()),
        alert.get("summary").asString(),
        Severity.ofWord(alert.get("severity").asString()),
        Instant.ofEpochSecond((long) alert.get("ts").asDouble()),
        Optional.of(Instant.ofEpochSecond(100_000)),
        "");
  }

  private static Incident over(String id, List<Member> members) {
    var entities = new LinkedHashSet<EntityId>();
    for (var member : members) entities.add(member.entity());
    var since = members.stream().map(Member::from).min(Instant::compareTo).orElse(Instant.EPOCH);
    return new Incident(
        new IncidentId(id),
        1,
        id,
        Severity.CRITICAL,
        Incident.State.RESOLVED,
        since,
        since,
        since,
        Optional.of(since),
        members,
        List.copyOf(entities),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
