package org.ringtape.feeds.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ringtape.engine.event.control.SessionState;
import org.ringtape.engine.status.ControlLog;
import org.ringtape.feeds.subscription.LastError;

/** What of a session is logged, and how loud. */
class SessionVoiceTest
{
    private final SessionRig rig = new SessionRig();
    private final List<String> logged = new ArrayList<>();
    private final SessionVoice voice = new SessionVoice(
        rig.identity, rig.events, (text) -> text.replace("secret", "***"), log());

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldLogEveryChangeOfState()
    {
        voice.state(SessionState.CONNECTING, 1, 0, 0, "");
        voice.state(SessionState.BACKING_OFF, 1, 1008, 0, "bye secret");
        assertEquals(List.of(
            "info venue/1 epoch 1: CONNECTING",
            "info venue/1 epoch 1: BACKING_OFF code 1008: bye ***"), logged);
        rig.cycle();
        assertEquals("BACKING_OFF epoch 1 code 1008: bye ***", rig.told.get(1));
    }

    @Test
    void shouldWarnOfAProblemOnceAndThenOnlyMentionIt()
    {
        voice.problem("stream a refused: no secret", 7);
        voice.problem("stream a refused: no secret", 8);
        voice.problem("stream b refused: no", 9);
        assertEquals(List.of(
            "warn venue/1: stream a refused: no ***",
            "info venue/1: stream a refused: no ***",
            "warn venue/1: stream b refused: no"), logged);
        assertEquals(new LastError(9, 0, "stream b refused: no"), voice.lastError());
    }

    @Test
    void shouldRememberABoundedNumberOfProblems()
    {
        for (int i = 0; i < 1_000; i++)
        {
            voice.problem("problem " + i, i);
        }
        voice.problem("problem 0", 1_000);
        voice.problem("problem 999", 1_001);
        assertEquals("warn venue/1: problem 0", logged.get(1_000), "forgotten, so new");
        assertEquals("info venue/1: problem 999", logged.get(1_001));
    }

    @Test
    void shouldSayWhatWasThrownWithoutSecrets()
    {
        voice.thrown("could not connect", new AssertionError("secret"), 3);
        assertEquals("could not connect: java.lang.AssertionError: ***", voice.lastError().text());
        assertFalse(logged.toString().contains("secret"), logged::toString);
    }

    /** Everything is written down. */
    private ControlLog log()
    {
        return ControlLog.to("test", new ControlLog.Lines()
        {
            @Override
            public void debug(final String message)
            {
                logged.add("debug " + message);
            }

            @Override
            public void info(final String message)
            {
                logged.add("info " + message);
            }

            @Override
            public void warn(final String message, final Throwable thrown)
            {
                logged.add("warn " + message + (thrown == null ? "" : " " + thrown));
            }

            @Override
            public void error(final String message, final Throwable thrown)
            {
                logged.add("error " + message + (thrown == null ? "" : " " + thrown));
            }
        });
    }
}
