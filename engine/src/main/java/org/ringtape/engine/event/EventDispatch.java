package org.ringtape.engine.event;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Who handles which kind of event, in the order of registration. A handler names its kinds once, before the first
 * event; from then on the table is only read, and nobody looks at the kind a second time. One thread.
 */
public final class EventDispatch
{
    /** Handles events of the kinds that it registered for. */
    @FunctionalInterface
    public interface Handler
    {
        /**
         * An event of such a kind.
         *
         * @param event wrapped around its slot; valid until this returns
         */
        void onEvent(EventHeader event);
    }

    private static final Handler[] NOBODY = {};

    private final Handler[][] byKind = new Handler[EventType.values().length][];

    /** Nobody handles anything. */
    public EventDispatch()
    {
        Arrays.fill(byKind, NOBODY);
    }

    /** With what some handlers register, one behind the other. */
    @SafeVarargs
    public static EventDispatch of(final Consumer<EventDispatch>... handlers)
    {
        final EventDispatch dispatch = new EventDispatch();
        for (final Consumer<EventDispatch> handler : handlers)
        {
            handler.accept(dispatch);
        }
        return dispatch;
    }

    /** Adds a handler of some kinds, behind those that are there. */
    public void on(final Handler handler, final EventType... kinds)
    {
        for (final EventType kind : kinds)
        {
            final Handler[] before = byKind[kind.id()];
            final Handler[] after = Arrays.copyOf(before, before.length + 1);
            after[before.length] = handler;
            byKind[kind.id()] = after;
        }
    }

    /**
     * Hands an event to the handlers of its kind.
     *
     * @return false if there are none, or this version does not know the kind
     */
    public boolean dispatch(final EventHeader event)
    {
        final int kind = event.typeId();
        final Handler[] handlers = kind < byKind.length ? byKind[kind] : NOBODY;
        for (final Handler handler : handlers)
        {
            handler.onEvent(event);
        }
        return handlers.length > 0;
    }
}
