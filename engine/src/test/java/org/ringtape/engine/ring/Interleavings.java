package org.ringtape.engine.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs two parties in every order that their steps can have, one after the other on threads of their own: only one of
 * them runs at a time, and each {@link #step} asks who is next. Every order is tried once, so a run is the same each
 * time.
 */
final class Interleavings
{
    private final Party[] parties = {new Party(), new Party()};
    private final Semaphore scheduler = new Semaphore(0);
    /** Which party went at each choice of this run; choices with one way only are not kept. */
    private final List<Integer> choices = new ArrayList<>();
    private int choice;

    /** What two parties do, and what must hold afterwards. */
    interface Scenario
    {
        /** One party's work. */
        void act(int party, Runnable step) throws Exception;

        /** Throws if something does not hold. */
        void check() throws Exception;
    }

    /** Runs all orders; returns how many there were. */
    static int explore(final Supplier<Scenario> scenarios) throws Exception
    {
        final Interleavings all = new Interleavings();
        int runs = 0;
        do
        {
            final Scenario scenario = scenarios.get();
            try
            {
                all.run(scenario);
                scenario.check();
            }
            catch (final Exception | AssertionError thrown)
            {
                throw new AssertionError("order " + all.choices + ": " + thrown.getMessage(), thrown);
            }
            runs++;
        }
        while (all.next());
        return runs;
    }

    private void run(final Scenario scenario) throws Exception
    {
        choice = 0;
        for (int i = 0; i < parties.length; i++)
        {
            parties[i].start(scenario, i);
        }
        while (parties[0].isRunning || parties[1].isRunning)
        {
            parties[choose()].turn.release();
            scheduler.acquire();
        }
        for (final Party party : parties)
        {
            party.end();
        }
    }

    private int choose()
    {
        if (!parties[0].isRunning || !parties[1].isRunning)
        {
            return parties[0].isRunning ? 0 : 1;
        }
        if (choice == choices.size())
        {
            choices.add(0);
        }
        return choices.get(choice++);
    }

    /** The next order: the last choice that has another way takes it. */
    private boolean next()
    {
        for (int i = choices.size() - 1; i >= 0; i--)
        {
            if (choices.get(i) == 0)
            {
                choices.set(i, 1);
                return true;
            }
            choices.remove(i);
        }
        return false;
    }

    private final class Party
    {
        private final Semaphore turn = new Semaphore(0);
        private boolean isRunning;
        private Throwable thrown;
        private Thread thread;

        void start(final Scenario scenario, final int party)
        {
            isRunning = true;
            thrown = null;
            thread = new Thread(() -> act(scenario, party), "party " + party);
            thread.setDaemon(true);
            thread.start();
        }

        private void act(final Scenario scenario, final int party)
        {
            turn.acquireUninterruptibly();
            try
            {
                scenario.act(party, this::step);
            }
            catch (final Throwable any)
            {
                thrown = any;
            }
            isRunning = false;
            scheduler.release();
        }

        private void step()
        {
            scheduler.release();
            turn.acquireUninterruptibly();
        }

        void end() throws InterruptedException
        {
            thread.join();
            if (thrown != null)
            {
                throw new AssertionError(thread.getName() + ": " + thrown, thrown);
            }
        }
    }
}
