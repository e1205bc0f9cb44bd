package org.ringtape.engine;

/** Feeds that do nothing, and note what their pipeline asks of them. */
final class IdleFeed implements FeedLink.Feed
{
    volatile int closeRequests;
    volatile int closes;
    FeedLink link;

    @Override
    public void requestClose()
    {
        closeRequests++;
    }

    @Override
    public void close()
    {
        closes++;
        if (link != null)
        {
            link.release();
        }
    }

    @Override
    public boolean isCurrentThread()
    {
        return false;
    }

    @Override
    public Thread thread()
    {
        return null;
    }
}
