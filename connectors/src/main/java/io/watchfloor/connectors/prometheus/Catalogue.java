package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Which metrics there are, what is taken of them, and in which questions. Where there are more
/// series than allowed, whole metrics are left out: those taken before stay while they fit, the
/// others come smallest first, then by name, so the same server gives the same choice.
record Catalogue(Map<String, Meaning> meanings, List<Question> questions, int series) {
  static final Catalogue EMPTY = new Catalogue(Map.of(), List.of(), 0);

  /// Prometheus matches up to 256 alternatives of a name by look-up, more by regular expression.
  private static final int MOST_NAMES = 200;

  private static final int SERIES_LEAST = 500;
  private static final int SERIES_MOST = 2_500;

  /// One selector and about how many series it gives.
  record Question(String selector, int series) {}

  /// How many series of each name a selector gives.
  static Map<String, Integer> count(Api api, Selector selector)
      throws SourceException, InterruptedException {
    var counts = new TreeMap<String, Integer>();
    api.query(
        "count by (__name__) (" + selector.text() + ")",
        parser ->
            result(
                parser,
                () -> {
                  var one = readOne(parser);
                  if (!one.name.isEmpty()) counts.put(one.name, one.count);
                }));
    return counts;
  }

  static Catalogue choose(
      Map<Selector, Map<String, Integer>> found,
      Map<String, Meaning.Metadata> metadata,
      PrometheusSettings settings,
      Catalogue before,
      Api api) {
    var counts = new TreeMap<String, Integer>();
    found.values().forEach(each -> each.forEach((name, n) -> counts.merge(name, n, Math::max)));
    var meanings = new HashMap<String, Meaning>();
    for (var name : counts.keySet())
      meanings.put(name, Meaning.of(name, metadata, counts.keySet(), settings.buckets()));
    var chosen = within(counts, meanings, settings.mostSeries(), before, api);
    var questions = new ArrayList<Question>();
    found.forEach((selector, each) -> ask(selector, each, meanings, chosen, settings, questions));
    int series = chosen.stream().mapToInt(name -> counts.getOrDefault(name, 0)).sum();
    meanings.keySet().retainAll(chosen);
    return new Catalogue(Map.copyOf(meanings), List.copyOf(questions), series);
  }

  private static Set<String> within(
      Map<String, Integer> counts,
      Map<String, Meaning> meanings,
      int most,
      Catalogue before,
      Api api) {
    var families = new LinkedHashMap<String, List<String>>();
    for (var name : counts.keySet()) {
      var meaning = meanings.get(name);
      if (meaning == null || meaning.use() == Meaning.Use.LEFT_OUT) continue;
      boolean pair = meaning.use() == Meaning.Use.SUM || meaning.use() == Meaning.Use.COUNT;
      families.computeIfAbsent(pair ? meaning.base() : name, _ -> new ArrayList<>()).add(name);
    }
    var order =
        families.values().stream()
            .sorted(
                Comparator.comparing(
                        (List<String> names) -> !before.meanings().containsKey(names.getFirst()))
                    .thenComparing(names -> size(names, counts))
                    .thenComparing(names -> names.getFirst()))
            .toList();
    var chosen = new ArrayList<String>();
    var left = new ArrayList<String>();
    int room = most;
    for (var names : order) {
      int size = size(names, counts);
      if (size <= room) {
        room -= size;
        chosen.addAll(names);
      } else {
        left.addAll(names);
      }
    }
    tell(left, counts, most, api);
    return chosen.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static int size(List<String> names, Map<String, Integer> counts) {
    return names.stream().mapToInt(name -> counts.getOrDefault(name, 0)).sum();
  }

  private static void tell(List<String> left, Map<String, Integer> counts, int most, Api api) {
    if (left.isEmpty()) return;
    var largest =
        left.stream()
            .sorted(Comparator.comparing((String name) -> -counts.getOrDefault(name, 0)))
            .limit(3)
            .map(name -> name + " (" + counts.get(name) + ")")
            .collect(Collectors.joining(", "));
    api.notice(
        "More than "
            + most
            + " series: "
            + left.size()
            + " metrics with "
            + size(left, counts)
            + " series are left out, the largest are "
            + largest
            + ". Narrow the selectors or allow more series.");
  }

  private static void ask(
      Selector selector,
      Map<String, Integer> counts,
      Map<String, Meaning> meanings,
      Set<String> chosen,
      PrometheusSettings settings,
      List<Question> into) {
    var names =
        counts.keySet().stream()
            .filter(chosen::contains)
            .sorted(
                Comparator.comparing((String name) -> base(meanings, name))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    int total = size(names, counts);
    int enough = Math.clamp(total / settings.atOnce() + 1, SERIES_LEAST, SERIES_MOST);
    var part = new ArrayList<String>();
    for (var name : names) {
      part.add(name);
      if (part.size() < MOST_NAMES && size(part, counts) < enough) continue;
      into.add(new Question(selector.named(part), size(part, counts)));
      part.clear();
    }
    if (!part.isEmpty()) into.add(new Question(selector.named(part), size(part, counts)));
  }

  private static String base(Map<String, Meaning> meanings, String name) {
    var meaning = meanings.get(name);
    return meaning == null ? name : meaning.base();
  }

  /// The elements of `data.result`.
  static void result(JsonParser parser, Json.Element each) throws SourceException {
    Json.object(
        parser,
        name -> {
          if (name.equals("result")) Json.array(parser, each);
        });
  }

  private static final class One {
    String name = "";
    int count;
  }

  private static One readOne(JsonParser parser) throws SourceException {
    var one = new One();
    Json.object(
        parser,
        name -> {
          if (name.equals("metric"))
            one.name = Json.labels(parser, Integer.MAX_VALUE).value(Labels.NAME);
          else if (name.equals("value")) {
            Json.expect(parser, JsonToken.START_ARRAY);
            parser.nextToken();
            parser.nextToken();
            one.count = (int) Math.min(Json.number(parser), 1e9);
            parser.nextToken();
          }
        });
    return one;
  }
}
