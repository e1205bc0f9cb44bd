package org.ringtape.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A strategy that misbehaves in one of its callbacks, as often as a test wants, and notes which were called. */
final class Misbehaving implements InvocationHandler
{
    final Set<String> called = ConcurrentHashMap.newKeySet();
    final AtomicInteger misdeeds = new AtomicInteger();
    final CountDownLatch done = new CountDownLatch(1);
    volatile PipelineFailure failure;
    private final String callback;
    private final int times;
    private final Misdeed misdeed;

    /** What it does. */
    @FunctionalInterface
    interface Misdeed
    {
        void commit() throws Throwable;
    }

    private Misbehaving(final String callback, final int times, final Misdeed misdeed)
    {
        this.callback = callback;
        this.times = times;
        this.misdeed = misdeed;
    }

    static Misbehaving in(final String callback, final int times, final Misdeed misdeed)
    {
        return new Misbehaving(callback, times, misdeed);
    }

    /** Names of all callbacks that a strategy has, but the one that tells of a failure. */
    static List<String> callbacks()
    {
        return Arrays.stream(Strategy.class.getMethods())
            .map(Method::getName).filter((name) -> name.startsWith("on") && !name.equals("onFailure"))
            .distinct().sorted().toList();
    }

    Strategy strategy()
    {
        return (Strategy)Proxy.newProxyInstance(Strategy.class.getClassLoader(), new Class<?>[] {Strategy.class}, this);
    }

    @Override
    public Object invoke(final Object proxy, final Method method, final Object[] arguments) throws Throwable
    {
        called.add(method.getName());
        if (method.getName().equals("onStart"))
        {
            final StrategyContext context = (StrategyContext)arguments[0];
            context.scheduleTimer(1, context.clock().nanoTime());
        }
        if (method.getName().equals("onFailure"))
        {
            failure = (PipelineFailure)arguments[0];
        }
        if (method.getName().equals(callback) && misdeeds.get() < times)
        {
            misdeeds.incrementAndGet();
            done.countDown();
            misdeed.commit();
        }
        return null;
    }
}
