package io.watchfloor.connectors.otlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.exporter.logging.otlp.internal.logs.OtlpStdoutLogRecordExporter;
import io.opentelemetry.exporter.logging.otlp.internal.metrics.OtlpStdoutMetricExporter;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.watchfloor.connectors.ListenerKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OTLP keeps the kit's promises; what OpenTelemetry's own exporters send, in both encodings,
/// becomes samples and lines.
final class OtlpKitTest extends ListenerKit {
  private static final Resource SHOP =
      Resource.create(
          Attributes.of(
              AttributeKey.stringKey("service.name"), "payment",
              AttributeKey.stringKey("host.name"), "web1"));
  private static final String GOOD =
      """
      {"resourceMetrics":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},
       "scopeMetrics":[{"metrics":[{"name":"queue.length","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":"%d","asInt":"42"}]}}]}]}]}
      """;

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  protected SourceType type() {
    return new OtlpType();
  }

  @Override
  protected Map<String, List<String>> settings() {
    return Map.of();
  }

  @Override
  protected void send(int port) throws Exception {
    assertEquals(200, post(port, "metrics", good(0)).statusCode());
  }

  private String good(int later) {
    return GOOD.formatted((now().toEpochMilli() + later) * 1_000_000);
  }

  @Override
  protected void sendRaw(int port, byte[] bytes) throws Exception {
    for (var type : List.of("application/json", "application/x-protobuf"))
      for (var path : List.of("metrics", "logs"))
        try {
          post(port, path, type, bytes);
        } catch (IOException e) {
          // closed on us, as it may
        }
  }

  private HttpResponse<String> post(int port, String path, String body) throws Exception {
    return post(port, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(int port, String path, String type, byte[] body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/" + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  protected boolean isUdp() {
    return false;
  }

  @Override
  protected boolean isGood(Signal signal) {
    return signal instanceof Samples samples && samples.labels().metric().equals("queue_length");
  }

  // What OpenTelemetry's own exporters send

  /// Hands what the JSON exporter writes to its stream on to the source.
  private final class Posting extends ByteArrayOutputStream {
    private final int port;
    private final String path;

    Posting(int port, String path) {
      this.port = port;
      this.path = path;
    }

    @Override
    public synchronized void flush() {
      if (size() == 0) return;
      try {
        assertEquals(200, post(port, path, toString(StandardCharsets.UTF_8)).statusCode());
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      reset();
    }
  }

  private MetricExporter metrics(String encoding, int port, AggregationTemporalitySelector times) {
    return encoding.equals("protobuf")
        ? OtlpHttpMetricExporter.builder()
            .setEndpoint("http://127.0.0.1:" + port + "/v1/metrics")
            .setAggregationTemporalitySelector(times)
            .setCompression("gzip")
            .build()
        : OtlpStdoutMetricExporter.builder()
            .setOutput(new Posting(port, "metrics"))
            .setAggregationTemporalitySelector(times)
            .setWrapperJsonObject(true)
            .build();
  }

  private LogRecordExporter logs(String encoding, int port) {
    return encoding.equals("protobuf")
        ? OtlpHttpLogRecordExporter.builder()
            .setEndpoint("http://127.0.0.1:" + port + "/v1/logs")
            .build()
        : OtlpStdoutLogRecordExporter.builder()
            .setOutput(new Posting(port, "logs"))
            .setWrapperJsonObject(true)
            .build();
  }

  private final List<Signal> others = new ArrayList<>();

  private Samples awaitMetric(String name) throws InterruptedException {
    for (var each : others) if (each.labels().metric().equals(name)) return (Samples) each;
    return (Samples) await(it -> others.add(it) && it.labels().metric().equals(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf,cumulative", "protobuf,delta", "json,cumulative", "json,delta"})
  void metricsOfTheSdk(String how) throws Exception {
    int port = freePort();
    var times =
        how.endsWith("delta")
            ? AggregationTemporalitySelector.deltaPreferred()
            : AggregationTemporalitySelector.alwaysCumulative();
    var exporter = metrics(how.split(",", 2)[0], port, times);
    try (var source = source(port, Map.of());
        var provider =
            SdkMeterProvider.builder()
                .setResource(SHOP)
                .registerMetricReader(
                    PeriodicMetricReader.builder(exporter).setInterval(Duration.ofHours(1)).build())
                .build()) {
      source.open(this::take);
      var meter = provider.get("shop");
      meter.gaugeBuilder("pool.used").setUnit("By").buildWithCallback(it -> it.record(7.5));
      var counter = meter.counterBuilder("requests.done").build();
      var durations =
          meter
              .histogramBuilder("request.duration")
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(List.of(0.1, 0.2, 0.4, 0.8))
              .build();
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 50; i++)
          counter.add(2, Attributes.of(AttributeKey.stringKey("http.route"), "/pay"));
        for (int i = 0; i < 100; i++) durations.record(i < 90 ? 0.15 : 0.3);
        TimeUnit.MILLISECONDS.sleep(200);
        assertTrue(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess());
      }
      var gauge = awaitMetric("pool_used");
      assertEquals(7.5, gauge.values()[0]);
      assertEquals("By", gauge.info().unit());
      assertEquals("payment", gauge.entity().name());
      assertEquals("web1", gauge.labels().value("host"));
      var rate = awaitMetric("requests_done");
      assertEquals("/pay", rate.labels().value("http_route"));
      assertEquals(MetricInfo.Type.COUNTER, rate.info().type());
      assertTrue(rate.values()[0] > 20 && rate.values()[0] < 600, Arrays.toString(rate.values()));
      var count = awaitMetric("request_duration_count");
      assertTrue(count.values()[0] > 20 && count.values()[0] < 600, count::toString);
      assertEquals(0.165, awaitMetric("request_duration_avg").values()[0], 1e-9);
      assertEquals(0.3, awaitMetric("request_duration_p95").values()[0], 1e-9);
      assertEquals(List.of(), pull(source).notices());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protobuf", "json"})
  void logsOfTheSdk(String encoding) throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of());
        var provider =
            SdkLoggerProvider.builder()
                .setResource(SHOP)
                .addLogRecordProcessor(SimpleLogRecordProcessor.create(logs(encoding, port)))
                .build()) {
      source.open(this::take);
      var at = now().minusSeconds(90);
      provider
          .get("shop.Payment")
          .logRecordBuilder()
          .setTimestamp(at)
          .setSeverity(Severity.ERROR2)
          .setBody("card refused: größer")
          .setAttribute(AttributeKey.longKey("order.id"), 17L)
          .emit();
      provider.forceFlush().join(10, TimeUnit.SECONDS);
      var line = (LogLine) await(LogLine.class::isInstance);
      assertEquals("card refused: größer", line.text());
      assertEquals(io.watchfloor.model.signal.Severity.MAJOR, line.severity());
      assertEquals("payment", line.entity().name());
      assertEquals("17", line.labels().value("order_id"));
      assertEquals("shop.Payment", line.labels().value("logger"));
      assertEquals(at, line.at());
      assertEquals(now(), line.received());
    }
  }

  @Test
  void exporterTriesAgainWhatCouldNotBeStoredAndNothingIsLostOrDoubled() throws Exception {
    int port = freePort();
    var full = new AtomicBoolean();
    try (var source = source(port, Map.of())) {
      source.open(
          signals -> {
            if (full.get()) throw new SourceException("too much", true, null);
            take(signals);
          });
      var start = (now().toEpochMilli() - 60_000) * 1_000_000;
      post(port, "metrics", counter(start, -20_000, 100));
      full.set(true);
      assertEquals(503, post(port, "metrics", counter(start, -10_000, 150)).statusCode());
      full.set(false);
      assertEquals(200, post(port, "metrics", counter(start, -10_000, 150)).statusCode());
      assertEquals(200, post(port, "metrics", counter(start, -10_000, 150)).statusCode());
      assertEquals(5.0, awaitMetric("done").values()[0]);
      assertTrue(heard.isEmpty(), "the same point twice is one");
    }
  }

  private String counter(long start, int later, int value) {
    return """
    {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"done","sum":{"isMonotonic":true,
    "aggregationTemporality":2,"dataPoints":[{"startTimeUnixNano":"%d","timeUnixNano":"%d","asInt":"%d"}]}}]}]}]}
    """
        .formatted(start, (now().toEpochMilli() + later) * 1_000_000, value);
  }

  @Test
  void processThatStartsAnewGivesNoRateOfItsReset() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var start = (now().toEpochMilli() - 60_000) * 1_000_000;
      post(port, "metrics", counter(start, -30_000, 100));
      post(port, "metrics", counter(start + 45_000_000_000L, -10_000, 500));
      post(port, "metrics", counter(start + 45_000_000_000L, 0, 600));
      assertEquals(10.0, awaitMetric("done").values()[0]);
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void seriesWithoutEndAreDroppedAndTheSenderIsTold() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("mostSeries", "100"))) {
      source.open(this::take);
      var points = new ArrayList<String>();
      for (int i = 0; i < 250; i++)
        points.add(
            "{\"asDouble\":1,\"attributes\":[{\"key\":\"id\",\"value\":{\"intValue\":\"%d\"}}]}"
                .formatted(i));
      var body =
          "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"gauge\":{\"dataPoints\":"
              + points
              + "}}]}]}]}";
      var answer = post(port, "metrics", body);
      assertEquals("{\"partialSuccess\":{\"rejectedDataPoints\":\"150\"}}", answer.body());
      assertEquals(100, heard.size());
      awaitNotice(source, "150 points were dropped: there are more than 100 series");
    }
  }

  @Test
  void whatIsNotTakenIsRefusedWithItsReason() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      assertEquals(404, post(port, "traces", "{}").statusCode());
      assertEquals(400, post(port, "metrics", "text/plain", new byte[] {1}).statusCode());
      var deep = new byte[120_000];
      for (int i = 0; i < deep.length; i++) deep[i] = (byte) (i % 2 == 0 ? 0x0a : 0x7f);
      assertEquals(400, post(port, "metrics", "application/x-protobuf", deep).statusCode());
      assertEquals(
          400,
          post(port, "logs", "application/x-protobuf", new byte[] {0x0a, (byte) 0xff, 0x7f})
              .statusCode());
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void tokenIsAskedForWhereOneIsSetAndNeededBeyondThisMachine() throws Exception {
    var error = assertThrows(SourceException.class, () -> source(1, Map.of("address", "0.0.0.0")));
    assertTrue(error.why().startsWith("access:"), error.why());
    secrets.put("kit/token", new Secret("otlp-canary-1"));
    int port = freePort();
    try (var source = source(port, Map.of("access", "bearer"))) {
      source.open(this::take);
      assertEquals(401, post(port, "metrics", good(0)).statusCode());
      var exporter =
          OtlpHttpLogRecordExporter.builder()
              .setEndpoint("http://127.0.0.1:" + port + "/v1/logs")
              .addHeader("Authorization", "Bearer otlp-canary-1")
              .build();
      try (var provider =
          SdkLoggerProvider.builder()
              .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
              .build()) {
        provider.get("x").logRecordBuilder().setBody("in").emit();
        await(it -> it instanceof LogLine line && line.text().equals("in"));
      }
    }
  }
}
