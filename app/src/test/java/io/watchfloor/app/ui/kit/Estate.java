package io.watchfloor.app.ui.kit;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Evidence;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Fits;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.Verify;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import io.watchfloor.model.topology.Entity;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small shop, made by hand: as it looks in trouble and on a calm morning.
public final class Estate {
  public static final Instant NOW = Instant.parse("2026-11-22T07:17:40Z");
  public static final SourceId PROMETHEUS = new SourceId("prometheus");
  public static final SourceId ALERTMANAGER = new SourceId("alertmanager");
  public static final SourceId LOGS = new SourceId("logs");
  public static final SourceId OLD = new SourceId("old-cluster");
  public static final SourceId MACHINE = new SourceId("this-machine");
  public static final Operator NIGHT = new Operator("night.ops");
  public static final Operator LEAD = new Operator("lead.ops");

  private Estate() {}

  public static Instant at(String time) {
    return Instant.parse("2026-11-22T" + time + "Z");
  }

  /// Two incidents, a blind source, a fix that waits, a disk that fills.
  public static SnapshotBuilder busy() {
    var b = new SnapshotBuilder();
    b.turn = 4711;
    sources(b, true);
    alerts(b);
    incidents(b);
    services(b, true);
    outlooks(b);
    topology(b);
    b.noise =
        new Snapshot.Noise(
            312,
            9,
            0,
            new int[] {
              4, 5, 11, 2, 8, 3, 12, 9, 13, 6, 10, 8, 7, 21, 4, 8, 12, 10, 8, 16, 11, 7, 52, 38
            },
            noisiest());
    return b;
  }

  /// Nothing needs attention.
  public static SnapshotBuilder calm() {
    var b = new SnapshotBuilder();
    sources(b, false);
    services(b, false);
    topology(b);
    var done =
        incident("INC-211", "cache was down for 22 s", Severity.WARNING, "03:12:08", List.of());
    b.incidents.add(
        new Incident(
            done.id(),
            2,
            done.title(),
            done.severity(),
            Incident.State.RESOLVED,
            done.since(),
            done.openedAt(),
            at("03:12:30"),
            Optional.of(at("03:12:30")),
            List.of(),
            done.entities(),
            Optional.of(NIGHT),
            Optional.empty(),
            List.of()));
    b.noise =
        new Snapshot.Noise(
            214,
            6,
            0,
            new int[] {
              4, 5, 11, 2, 8, 3, 12, 9, 13, 6, 10, 8, 7, 11, 4, 8, 12, 10, 8, 16, 11, 7, 9, 8
            },
            noisiest());
    return b;
  }

  private static Map<String, Integer> noisiest() {
    var map = new LinkedHashMap<String, Integer>();
    map.put("ProbeFailed frontend", 61);
    map.put("CpuHog payment", 38);
    map.put("LoadHigh host", 31);
    return map;
  }

  // ---- sources

  public static SourceStatus seen(SourceId id, String type, int series, int lagSeconds) {
    return new SourceStatus(
        id,
        type,
        SourceHealth.OK,
        at("00:00:00"),
        Optional.of(NOW.minusSeconds(1)),
        Optional.of(NOW.minusSeconds(lagSeconds)),
        Duration.ofSeconds(5),
        Duration.ofSeconds(lagSeconds),
        Duration.ZERO,
        "",
        Optional.of(NOW.plusSeconds(4)),
        0,
        120_000,
        series,
        24,
        List.of(),
        List.of());
  }

  public static SourceStatus blind(SourceId id, String type, Instant since, String error) {
    return new SourceStatus(
        id,
        type,
        SourceHealth.BLIND,
        since,
        Optional.of(since),
        Optional.of(since),
        Duration.ofSeconds(30),
        Duration.between(since, NOW),
        Duration.ZERO,
        error,
        Optional.of(NOW.plusSeconds(14)),
        9,
        64_000,
        148,
        2,
        List.of(),
        List.of(new Window(at("02:10:00"), at("02:24:00")), new Window(since, NOW)));
  }

  private static void sources(SnapshotBuilder b, boolean isBusy) {
    if (isBusy) {
      b.sources.add(
          blind(
              OLD,
              "prometheus",
              at("07:11:20"),
              "Connection refused: old.shop.example, port 9090"));
    } else {
      b.sources.add(seen(OLD, "prometheus", 148, 3));
    }
    b.sources.add(
        new SourceStatus(
            PROMETHEUS,
            "prometheus",
            SourceHealth.OK,
            at("00:00:00"),
            Optional.of(NOW.minusSeconds(1)),
            Optional.of(NOW.minusSeconds(1)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ZERO,
            "",
            Optional.of(NOW.plusSeconds(4)),
            0,
            9_200_000,
            214,
            48,
            List.of(),
            List.of(new Window(at("03:40:00"), at("03:46:00")))));
    b.sources.add(seen(ALERTMANAGER, "alertmanager", 0, 2));
    b.sources.add(seen(LOGS, "files", 0, 0));
    b.sources.add(seen(MACHINE, "machine", 92, 2));
  }

  // ---- alerts

  private static void alerts(SnapshotBuilder b) {
    var one = Optional.of(new IncidentId("INC-214"));
    var two = Optional.of(new IncidentId("INC-213"));
    b.alerts.add(
        alert(
            "HighErrorRate",
            "catalogue",
            Severity.CRITICAL,
            "catalogue fails 72.3 % of its requests",
            "07:17:03",
            1,
            one));
    b.alerts.add(
        alert(
            "HighErrorRate",
            "frontend",
            Severity.CRITICAL,
            "frontend fails 60.1 % of its requests",
            "07:17:03",
            1,
            one));
    var probe =
        alert(
            "ProbeFailed",
            "frontend",
            Severity.CRITICAL,
            "/browse does not answer as it should",
            "07:17:00",
            3,
            one);
    b.alerts.add(
        new TrackedAlert(
            probe.key(),
            probe.alert(),
            probe.firstSeen(),
            probe.lastChange(),
            3,
            true,
            false,
            Optional.empty(),
            one));
    b.alerts.add(
        alert(
            "EdgeErrors",
            "edge",
            Severity.MAJOR,
            "edge answers 58 % of requests with 5xx",
            "07:17:01",
            1,
            one));
    for (var name : List.of("payment", "catalogue", "cart")) {
      var slow =
          alert(
              "DependencySlow",
              name,
              Severity.WARNING,
              name + " waits 118 ms (p95) for db",
              "07:04:51",
              1,
              two);
      b.alerts.add(acked(slow, LEAD, Acknowledgement.Written.CONFIRMED, ""));
    }
    var diverged =
        alert("QueueGrows", "payment", Severity.WARNING, "1,204 orders wait", "07:04:58", 2, two);
    b.alerts.add(acked(diverged, NIGHT, Acknowledgement.Written.DIVERGED, "silence not found"));
    b.alerts.add(cleared("CacheDown", "cache", "the cache (Redis) was down for 22 s", "03:12:08"));
    b.alerts.add(
        cleared("TrafficSurge", "edge", "47 requests/s reached the frontend, usual 8", "05:46:12"));
    b.alerts.add(
        alert(
            "DiskFilling",
            "uploads",
            Severity.INFO,
            "uploads is 78 % full, growing 1.9 GB/h",
            "05:41:22",
            1,
            Optional.empty()));
    b.alerts.add(
        silenced("CertificateExpiry", "edge", "certificate of edge ends in 21 days", "06:00:00"));
    b.alerts.add(
        alert(
            "Load",
            "host",
            Severity.INFO,
            "load average 2.41, 2.20, 2.03",
            "07:02:10",
            4,
            Optional.empty()));
    b.alerts.add(
        alert(
            "Odd",
            "cart",
            Severity.WARNING,
            "hostile \u202egnp.exe \u001b[31mred\u001b[0m <b>bold</b> $(reboot)",
            "07:01:10",
            1,
            Optional.empty()));
  }

  public static TrackedAlert alert(
      String name,
      String entity,
      Severity severity,
      String text,
      String since,
      int count,
      Optional<IncidentId> incident) {
    var labels = Labels.of("alertname", name, "service", entity, "severity", severity.name());
    var alert =
        new Alert(
            ALERTMANAGER,
            Long.toHexString(labels.fingerprint()),
            new EntityId(entity),
            labels,
            Labels.of("summary", text),
            severity,
            Alert.State.FIRING,
            "firing",
            at(since),
            Optional.empty(),
            NOW,
            NOW);
    return new TrackedAlert(
        TrackedAlert.key(alert),
        alert,
        at(since),
        at(since),
        count,
        false,
        false,
        Optional.empty(),
        incident);
  }

  public static TrackedAlert acked(
      TrackedAlert alert, Operator by, Acknowledgement.Written written, String words) {
    var ack =
        new Acknowledgement(
            by,
            at("07:06:00"),
            "looking at the database",
            Optional.empty(),
            written,
            "a1b2",
            words);
    return new TrackedAlert(
        alert.key(),
        alert.alert(),
        alert.firstSeen(),
        alert.lastChange(),
        alert.count(),
        alert.flapping(),
        alert.latched(),
        Optional.of(ack),
        alert.incident());
  }

  private static TrackedAlert with(TrackedAlert t, Alert.State state, boolean latched) {
    var a = t.alert();
    var changed =
        new Alert(
            a.source(),
            a.fingerprint(),
            a.entity(),
            a.labels(),
            a.annotations(),
            Severity.WARNING,
            state,
            a.sourceState(),
            a.startsAt(),
            state == Alert.State.RESOLVED
                ? Optional.of(a.startsAt().plusSeconds(22))
                : Optional.empty(),
            a.at(),
            a.received());
    return new TrackedAlert(
        t.key(),
        changed,
        t.firstSeen(),
        t.lastChange(),
        t.count(),
        false,
        latched,
        Optional.empty(),
        t.incident());
  }

  private static TrackedAlert cleared(String name, String entity, String text, String since) {
    return with(
        alert(name, entity, Severity.WARNING, text, since, 1, Optional.empty()),
        Alert.State.RESOLVED,
        true);
  }

  private static TrackedAlert silenced(String name, String entity, String text, String since) {
    return with(
        alert(name, entity, Severity.WARNING, text, since, 1, Optional.empty()),
        Alert.State.SUPPRESSED,
        false);
  }

  // ---- incidents

  public static Incident incident(
      String id, String title, Severity severity, String since, List<Member> members) {
    return new Incident(
        new IncidentId(id),
        1,
        title,
        severity,
        Incident.State.OPEN,
        at(since),
        at(since).plusSeconds(10),
        NOW,
        Optional.empty(),
        members,
        members.stream().map(Member::entity).distinct().toList(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static void incidents(SnapshotBuilder b) {
    var one = new ArrayList<Member>();
    var two = new ArrayList<Member>();
    for (var alert : b.alerts) {
      if (alert.incident().isEmpty()) continue;
      var member =
          new Member(
              new Ref.ToAlert(alert.key()),
              alert.alert().entity(),
              alert.alert().name(),
              alert.alert().severity(),
              alert.alert().startsAt(),
              Optional.empty(),
              "began within 12 s on the path of a failing call");
      (alert.incident().get().text().equals("INC-214") ? one : two).add(member);
    }
    b.incidents.add(
        incident(
            "INC-214", "catalogue fails 72 % of its requests", Severity.CRITICAL, "07:16:52", one));
    var slow =
        incident(
            "INC-213",
            "The database answers 350 ms slower than usual",
            Severity.WARNING,
            "07:04:41",
            two);
    b.incidents.add(
        new Incident(
            slow.id(),
            3,
            slow.title(),
            slow.severity(),
            slow.state(),
            slow.since(),
            slow.openedAt(),
            slow.updatedAt(),
            slow.resolvedAt(),
            slow.members(),
            slow.entities(),
            Optional.of(LEAD),
            Optional.of(at("07:06:00")),
            List.of()));
    var deploy =
        new Change(
            LOGS,
            "c-1",
            new EntityId("catalogue"),
            Labels.EMPTY,
            "deploy",
            "1.9.0",
            "catalogue 1.9.0 is rolled out",
            at("07:16:40"),
            at("07:16:41"));
    b.changes.add(deploy);
    var suspect =
        new Hypothesis(
            new EntityId("catalogue"),
            "http_errors_ratio",
            FaultKind.ERRORS,
            0.81,
            List.of(
                new Evidence(
                    Evidence.Kind.CHANGE,
                    "1.9.0 was deployed 12 s before",
                    at("07:16:40"),
                    2.1,
                    new Ref.ToChange(LOGS, "c-1"))),
            Optional.of(deploy),
            Map.of("version", "1.8.2"));
    b.diagnoses.put(
        new IncidentId("INC-214"),
        new Diagnosis(
            new IncidentId("INC-214"),
            NOW,
            List.of(suspect),
            0.19,
            List.of("db answers as usual")));
    b.proposals.add(proposal());
    b.catalogue.add(proposal().remediation());
  }

  public static Proposal proposal() {
    var action =
        new Action.Command(List.of("deployctl", "rollback", "catalogue", "1.8.2"), Map.of());
    var recipe =
        new Remediation(
            "rollback",
            "Roll ${entity} back to ${version}",
            "Deploys the version before.",
            new Fits(
                Set.of(FaultKind.ERRORS),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("deploy"),
                List.of()),
            List.of(),
            action,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Risk.MEDIUM,
            "errors of catalogue return under 1 % within 60 s",
            new Verify(Duration.ofMinutes(2), Duration.ofSeconds(20), true, List.of()),
            Duration.ofSeconds(60),
            Duration.ofMinutes(15),
            Level.APPROVE,
            4,
            "rollback.yaml");
    var plan =
        new Plan(
            "rollback",
            "Roll catalogue back to 1.8.2",
            new EntityId("catalogue"),
            action,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(60),
            false,
            "9f2c41d7aa3b");
    return new Proposal(
        "P-1",
        new IncidentId("INC-214"),
        recipe,
        plan,
        FaultKind.ERRORS,
        0.81,
        1,
        List.of("Worked 7 of 8 times"),
        List.of(
            new Proposal.Guardrail(
                "Only one service is touched", Proposal.Guardrail.Result.PASSED)),
        Operator.WATCHFLOOR,
        at("07:17:10"),
        at("07:32:10"),
        Proposal.State.OPEN,
        Optional.empty());
  }

  // ---- services, outlooks, topology

  private static final double[] SURGE = new double[60];
  private static final double[] FLAT = new double[60];

  static {
    for (int i = 0; i < 60; i++) {
      SURGE[i] =
          i < 20 ? 0.002 : Math.min(1, (i - 20) / 14.0) * 0.7 + 0.01 * Math.sin(i * 1.3) + 0.01;
      FLAT[i] = 0.5 + 0.06 * Math.sin(i * 0.9) + 0.04 * Math.cos(i * 2.3);
    }
  }

  public static SeriesId series(String metric, String service) {
    return new SeriesId(PROMETHEUS, Labels.of(Labels.NAME, metric, "service", service));
  }

  public static ServiceHealth service(
      String name,
      String kind,
      Severity severity,
      String metric,
      String unit,
      double value,
      double low,
      double high,
      boolean isSurge) {
    var recent = new ArrayList<Double>();
    for (int i = 0; i < 60; i++) {
      recent.add(isSurge ? SURGE[i] / SURGE[59] * value : low + (high - low) * FLAT[i]);
    }
    return new ServiceHealth(
        new EntityId(name),
        kind,
        false,
        severity,
        metric,
        Optional.of(series(metric, name)),
        new MetricInfo(MetricInfo.Type.GAUGE, unit, "share of requests that fail"),
        value,
        low,
        high,
        recent);
  }

  private static void services(SnapshotBuilder b, boolean isBusy) {
    if (isBusy) {
      b.services.add(
          service(
              "edge", "nginx", Severity.WARNING, "http_5xx_ratio", "ratio", 0.58, 0, 0.01, true));
      b.services.add(
          service(
              "frontend",
              "service",
              Severity.CRITICAL,
              "http_errors_ratio",
              "ratio",
              0.60,
              0,
              0.01,
              true));
      b.services.add(
          service(
              "catalogue",
              "service",
              Severity.CRITICAL,
              "http_errors_ratio",
              "ratio",
              0.72,
              0,
              0.004,
              true));
      b.services.add(
          service(
              "cart", "service", Severity.INFO, "http_requests_rate", "/s", 0.6, 2.1, 3.2, false));
      b.services.add(
          service(
              "payment",
              "service",
              Severity.MAJOR,
              "checkout_latency_seconds",
              "s",
              0.4,
              0.05,
              0.09,
              true));
      b.services.add(
          service(
              "db",
              "database",
              Severity.WARNING,
              "db_latency_seconds",
              "s",
              0.012,
              0.004,
              0.006,
              true));
      var old =
          service(
              "warehouse",
              "service",
              Severity.UNKNOWN,
              "http_errors_ratio",
              "ratio",
              0.004,
              0,
              0.01,
              false);
      var gone = new ArrayList<>(old.recent());
      for (int i = 40; i < gone.size(); i++) gone.set(i, Double.NaN);
      b.services.add(
          new ServiceHealth(
              old.entity(),
              old.kind(),
              false,
              old.severity(),
              "not seen",
              old.series(),
              old.info(),
              old.value(),
              old.low(),
              old.high(),
              gone));
    } else {
      b.services.add(
          service("edge", "nginx", Severity.OK, "http_5xx_ratio", "ratio", 0.002, 0, 0.01, false));
      b.services.add(
          service(
              "frontend",
              "service",
              Severity.OK,
              "http_errors_ratio",
              "ratio",
              0.001,
              0,
              0.01,
              false));
      b.services.add(
          service(
              "catalogue",
              "service",
              Severity.OK,
              "http_errors_ratio",
              "ratio",
              0.0,
              0,
              0.004,
              false));
      b.services.add(
          service(
              "cart", "service", Severity.OK, "http_requests_rate", "/s", 2.6, 2.1, 3.2, false));
      b.services.add(
          service(
              "payment",
              "service",
              Severity.OK,
              "checkout_latency_seconds",
              "s",
              0.06,
              0.05,
              0.09,
              false));
      b.services.add(
          service(
              "db",
              "database",
              Severity.OK,
              "db_latency_seconds",
              "s",
              0.005,
              0.004,
              0.006,
              false));
      b.services.add(
          service(
              "warehouse",
              "service",
              Severity.OK,
              "http_errors_ratio",
              "ratio",
              0.004,
              0,
              0.01,
              false));
    }
    b.services.add(
        service(
            "cache", "redis", Severity.OK, "cache_hits_ratio", "ratio", 0.97, 0.95, 0.98, false));
    b.services.add(
        service(
            "uploads", "disk", Severity.OK, "disk_used_ratio", "ratio", 0.78, 0.77, 0.79, false));
  }

  private static void outlooks(SnapshotBuilder b) {
    b.outlooks.add(
        new Outlook(
            series("disk_used_ratio", "uploads"),
            new EntityId("uploads"),
            new MetricInfo(MetricInfo.Type.GAUGE, "ratio", ""),
            0.78,
            1.0,
            "the disk is full",
            Optional.of(at("16:10:00")),
            Optional.of(at("14:20:00")),
            Optional.of(at("19:40:00")),
            0.04,
            0.8,
            NOW));
    b.outlooks.add(
        new Outlook(
            series("cert_days", "edge"),
            new EntityId("edge"),
            new MetricInfo(MetricInfo.Type.GAUGE, "s", ""),
            1_814_400,
            0,
            "its certificate ends",
            Optional.of(Instant.parse("2026-12-13T23:59:00Z")),
            Optional.of(Instant.parse("2026-12-13T23:59:00Z")),
            Optional.of(Instant.parse("2026-12-13T23:59:00Z")),
            0,
            0,
            NOW));
  }

  private static void topology(SnapshotBuilder b) {
    var t = Topology.EMPTY;
    for (var service : b.services) {
      t = t.with(new Entity(service.entity(), service.kind(), "web", "shop"));
    }
    for (var edge :
        List.of(
            "edge>frontend",
            "frontend>catalogue",
            "frontend>cart",
            "cart>payment",
            "catalogue>db",
            "payment>db",
            "catalogue>cache")) {
      var ends = edge.split(">", -1);
      t = t.with(new EntityId(ends[0]), new EntityId(ends[1]));
    }
    b.topology = t;
  }
}
