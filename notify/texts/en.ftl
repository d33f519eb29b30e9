# Messages by e-mail and SMS. They never name a tool, a diagnosis, a clinic or its speciality.
-sign = Kind regards, Reseptor

prescription-issued-subject = You have something new on Reseptor
prescription-issued-body =
    Hello,

    Somebody who follows you up has added something for you on Reseptor. You choose whether and when to use it.

    Log in to see what it is: { $address }/en/mine-verktoy

    { -sign }
prescription-issued-short = You have something new on Reseptor. Log in to see it: { $address }/en/mine-verktoy

prescription-changed-subject = Something has changed on Reseptor
prescription-changed-body =
    Hello,

    Something you have on Reseptor has changed. Log in to see what: { $address }/en/mine-verktoy

    { -sign }
prescription-changed-short = Something you have on Reseptor has changed. Log in to see it: { $address }/en/mine-verktoy

prescription-stopped-subject = Something has ended on Reseptor
prescription-stopped-body =
    Hello,

    Something you have on Reseptor was ended by the person who follows you up. Log in to see why: { $address }/en/mine-verktoy

    { -sign }
prescription-stopped-short = Something you have on Reseptor has ended. Log in to see why: { $address }/en/mine-verktoy

prescription-expired-subject = Something has run out on Reseptor
prescription-expired-body =
    Hello,

    The period of something you have on Reseptor is over. Log in to see what you can do: { $address }/en/mine-verktoy

    { -sign }
prescription-expired-short = The period of something you have on Reseptor is over. Log in: { $address }/en/mine-verktoy

prescription-declined-subject = Something you sent was declined
prescription-declined-body =
    Hello,

    Somebody you follow up has declined something you sent. Log in to see it: { $address }/en/forskriver

    { -sign }
prescription-declined-short = Somebody you follow up has declined something you sent. Log in: { $address }/en/forskriver

prescription-taken-over-subject = A colleague has taken over a follow-up
prescription-taken-over-body =
    Hello,

    A colleague has taken over the follow-up of something you sent. Log in to see the reason: { $address }/en/forskriver

    { -sign }
prescription-taken-over-short = A colleague has taken over a follow-up from you. Log in: { $address }/en/forskriver

tool-suspended-subject = Something on Reseptor is stopped for now
tool-suspended-body =
    Hello,

    Something you use, or have sent to others, on Reseptor is stopped for now. Log in to see why, and what you can do: { $address }/en

    { -sign }
tool-suspended-short = Something you use on Reseptor is stopped for now. Log in to see why: { $address }/en

tool-logged-out-subject = Everybody has been logged out of something on Reseptor
tool-logged-out-body =
    Hello,

    To be on the safe side we have logged everybody out of something you use, or have sent to others, on Reseptor. It can be started again; if that does not work at once, try later: { $address }/en

    { -sign }
tool-logged-out-short = Everybody was logged out of something you use on Reseptor. It can be started again, maybe not at once: { $address }/en

tool-shut-subject = Something on Reseptor cannot be used for now
tool-shut-body =
    Hello,

    For safety everybody has been logged out of something you use, or have sent to others, on Reseptor, and nobody can log in to it for now. What is saved is not lost, and there is nothing you need to do. What you use, and whom you can ask, stands here: { $address }/en

    { -sign }
tool-shut-short = Something you use on Reseptor cannot be used for now; all are logged out. There is nothing you need to do: { $address }/en

tool-restored-subject = Something on Reseptor is back
tool-restored-body =
    Hello,

    Something that was stopped on Reseptor can be used again. Log in: { $address }/en

    { -sign }
tool-restored-short = Something that was stopped on Reseptor can be used again. Log in: { $address }/en

tool-withdrawn-subject = Something on Reseptor has been discontinued
tool-withdrawn-body =
    Hello,

    Something you use, or have sent to others, on Reseptor has been discontinued. Log in to see why: { $address }/en

    { -sign }
tool-withdrawn-short = Something you use on Reseptor has been discontinued. Log in to see why: { $address }/en

tool-changed-subject = Something you use on Reseptor has changed
tool-changed-body =
    Hello,

    Something you use on Reseptor has changed in an important way. Log in to read about it: { $address }/en

    { -sign }
tool-changed-short = Something you use on Reseptor has changed in an important way. Log in: { $address }/en

listing-changed-subject = A case on Reseptor has a new status
listing-changed-body =
    Hello,

    A case of yours on Reseptor has a new status. Log in to see it: { $address }/en

    { -sign }
listing-changed-short = A case of yours on Reseptor has a new status. Log in: { $address }/en

client-stopped-subject = Login to something you answer for is stopped
client-stopped-body =
    Hello,

    A client of something you answer for on Reseptor has been shut, or a key of it is refused. Everybody is logged out. If the client is shut, nobody can log in through it until it is in use again; if a key is refused, the client has to use another. Log in to see which, or ask the operator: { $address }/en

    { -sign }
client-stopped-short = A client of something you answer for on Reseptor is shut or has lost a key. Log in: { $address }/en

client-opened-subject = A client is in use again on Reseptor
client-opened-body =
    Hello,

    A client of something you answer for on Reseptor was shut and is in use again. What it had before still does not work: everybody logs in anew. Log in to see it: { $address }/en

    { -sign }
client-opened-short = A client of something you answer for on Reseptor is in use again. Log in: { $address }/en

agreement-expiring-subject = An agreement on Reseptor ends soon
agreement-expiring-body =
    Hello,

    An agreement ends in { $days ->
        [one] one day
       *[other] { $days } days
    }. What depends on it stops when it ends. Log in: { $address }/en

    { -sign }
agreement-expiring-short = An agreement on Reseptor ends soon. Log in: { $address }/en

deviation-due-subject = A deadline on Reseptor is near
deviation-due-body =
    Hello,

    The deadline of a deviation is in { $days ->
        [one] one day
       *[other] { $days } days
    }. Log in: { $address }/en

    { -sign }
deviation-due-short = The deadline of a deviation on Reseptor is near. Log in: { $address }/en

representation-changed-subject = Something has changed on your page at Reseptor
representation-changed-body =
    Hello!

    Something has changed about who may act for whom at Reseptor. Log in to see what: { $address }/en/min-side/representasjon

    { -sign }
representation-changed-short = Something has changed on your page at Reseptor. Log in to see what: { $address }/en/min-side/representasjon
