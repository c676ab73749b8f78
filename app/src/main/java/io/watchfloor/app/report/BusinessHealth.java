package io.watchfloor.app.report;

import io.watchfloor.app.settings.Settings.BusinessService;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How the business services do: groups of entities (or of other groups) by the rule ALL, ANY or AT
/// LEAST. A member that nobody watches is unknown, never well; a group that names itself, directly
/// or not, counts that member as unknown.
public record BusinessHealth(
    String name,
    Severity severity,
    String words,
    int well,
    int needed,
    List<Member> members,
    Set<EntityId> entities) {

  /// One member, with what it says itself.
  public record Member(String name, Severity severity, String words) {}

  public static List<BusinessHealth> all(List<BusinessService> services, Snapshot snapshot) {
    var byName = new HashMap<String, BusinessService>();
    services.forEach(service -> byName.put(service.name(), service));
    var tiles = new HashMap<String, ServiceHealth>();
    snapshot.services().forEach(tile -> tiles.putIfAbsent(tile.entity().name(), tile));
    var answer = new ArrayList<BusinessHealth>();
    for (var service : services) answer.add(of(service, byName, tiles, new HashSet<>()));
    return answer;
  }

  private static BusinessHealth of(
      BusinessService service,
      Map<String, BusinessService> byName,
      Map<String, ServiceHealth> tiles,
      Set<String> above) {
    above.add(service.name());
    var members = new ArrayList<Member>();
    var entities = new LinkedHashSet<EntityId>();
    for (var name : service.members()) {
      var group = byName.get(name);
      var tile = tiles.get(name);
      if (group != null && !above.contains(name)) {
        var inner = of(group, byName, tiles, above);
        members.add(new Member(name, inner.severity(), inner.words()));
        entities.addAll(inner.entities());
      } else if (tile != null && group == null) {
        members.add(new Member(name, tile.severity(), tile.words()));
        entities.add(tile.entity());
      } else {
        members.add(new Member(name, Severity.UNKNOWN, Text.of("managers.notWatched")));
        entities.add(new EntityId(name));
      }
    }
    above.remove(service.name());
    return judged(service, members, entities);
  }

  private static BusinessHealth judged(
      BusinessService service, List<Member> members, Set<EntityId> entities) {
    int needed =
        switch (service.rule()) {
          case ALL -> members.size();
          case ANY -> 1;
          case AT_LEAST -> service.count();
        };
    int well = count(members, false), unknown = count(members, true);
    Severity severity;
    if (members.isEmpty()) severity = Severity.UNKNOWN;
    else if (well >= needed) severity = well == members.size() ? Severity.OK : Severity.INFO;
    else if (well + unknown >= needed) severity = Severity.UNKNOWN;
    else severity = worst(members);
    return new BusinessHealth(
        service.name(),
        severity,
        words(severity, well, needed, members),
        well,
        needed,
        List.copyOf(members),
        Set.copyOf(entities));
  }

  private static int count(List<Member> members, boolean unknown) {
    return (int)
        members.stream()
            .filter(
                member ->
                    unknown
                        ? member.severity() == Severity.UNKNOWN
                        : !member.severity().atLeast(Severity.UNKNOWN)
                            || member.severity() == Severity.WARNING)
            .count();
  }

  private static Severity worst(List<Member> members) {
    return members.stream().map(Member::severity).reduce(Severity.OK, Severity::worst);
  }

  private static String words(Severity severity, int well, int needed, List<Member> members) {
    var bad =
        members.stream()
            .filter(member -> member.severity().atLeast(Severity.MAJOR))
            .map(Member::name)
            .toList();
    var blind =
        members.stream()
            .filter(member -> member.severity() == Severity.UNKNOWN)
            .map(Member::name)
            .toList();
    return switch (severity) {
      case OK -> Text.of("managers.well");
      case INFO -> Text.of("managers.reserve", well, members.size(), needed);
      case UNKNOWN -> Text.of("managers.unknown", String.join(", ", blind));
      case WARNING, MAJOR, CRITICAL ->
          Text.of("managers.fails", String.join(", ", bad), well, members.size(), needed);
    };
  }
}
