package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// Writes findings about groups into saved states, and reads them.
final class GroupState {
  private static final int MOST_METRICS = 100;
  private static final long NEVER = Long.MIN_VALUE;

  private GroupState() {}

  static void write(DataOutput out, GroupFinding one) throws IOException {
    Texts.write(out, one.id());
    Texts.write(out, one.source().name());
    Texts.write(out, one.entity().name());
    out.writeLong(one.from().toEpochMilli());
    out.writeLong(one.until().map(Instant::toEpochMilli).orElse(NEVER));
    out.writeLong(one.at().toEpochMilli());
    out.writeDouble(one.score());
    out.writeInt(one.of());
    out.writeInt(one.metrics().size());
    for (var metric : one.metrics()) {
      Texts.write(out, metric.series());
      out.writeDouble(metric.decades());
    }
  }

  static GroupFinding read(DataInput in) throws IOException {
    var id = Texts.read(in);
    var source = new SourceId(Texts.read(in));
    var entity = new EntityId(Texts.read(in));
    var from = Instant.ofEpochMilli(in.readLong());
    long until = in.readLong();
    var at = Instant.ofEpochMilli(in.readLong());
    double score = in.readDouble();
    int of = in.readInt();
    var metrics = new ArrayList<GroupFinding.Contribution>();
    int count = Texts.count(in, MOST_METRICS);
    for (int m = 0; m < count; m++)
      metrics.add(new GroupFinding.Contribution(Texts.readSeries(in), in.readDouble()));
    return new GroupFinding(
        id,
        source,
        entity,
        from,
        until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
        at,
        score,
        of,
        metrics);
  }
}
