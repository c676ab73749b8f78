package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.pipeline.Store;
import java.time.Instant;
import java.util.Optional;

/// A real store in front of which a test puts faults: commits or the question of its size fail for
/// as long as it says so.
final class FaultyStore implements Store {
  volatile boolean refusesCommits;
  volatile boolean hidesSize;
  private final Store store;

  FaultyStore(Store store) {
    this.store = store;
  }

  @Override
  public void commit(Facts facts) {
    if (refusesCommits) throw new IllegalStateException("the disk is full");
    store.commit(facts);
  }

  @Override
  public void tick(Instant now) {
    store.tick(now);
  }

  @Override
  public Recovered recover() {
    return store.recover();
  }

  @Override
  public void saveState(String name, byte[] state) {
    store.saveState(name, state);
  }

  @Override
  public Optional<byte[]> state(String name) {
    return store.state(name);
  }

  @Override
  public boolean sweep(Instant now) {
    return store.sweep(now);
  }

  @Override
  public Size size() {
    if (hidesSize) throw new IllegalStateException("the file can't be asked");
    return store.size();
  }

  @Override
  public void close() {
    store.close();
  }
}
