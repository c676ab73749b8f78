package io.watchfloor.model.signal;

/// One series of one source.
public record SeriesId(SourceId source, Labels labels) implements Comparable<SeriesId> {
  public String metric() {
    return labels.metric();
  }

  @Override
  public int compareTo(SeriesId other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : labels.compareTo(other.labels);
  }

  @Override
  public String toString() {
    return labels.toString();
  }
}
